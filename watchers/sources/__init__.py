"""Where news comes from: polling, reading and knowing articles again."""
