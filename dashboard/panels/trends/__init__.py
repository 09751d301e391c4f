"""The sections of the Trends page: each says its finding, shows it, and says its limits."""
