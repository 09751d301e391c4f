"""The pages of the navigation, one module each; a page arranges, the panels and the map show."""
