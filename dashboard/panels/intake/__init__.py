"""What the Data page is made of: sources, files handed in, imports, and the quarantine."""
