"""What stands beside the map: headline, numbers, tables and the details of a chosen cell."""
