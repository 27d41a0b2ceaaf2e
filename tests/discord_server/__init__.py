"""A small Discord on this machine: gateway and REST, as far as this bot uses them."""
