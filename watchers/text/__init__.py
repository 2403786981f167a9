"""Plain text from what the press sends: cleaning, URLs, languages, line classes (pure)."""
