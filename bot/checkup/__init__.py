"""What `watchfloor doctor` looks at: the database, Discord, and each source, as they are now."""
