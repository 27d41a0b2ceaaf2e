"""`Answer` → Discord's components, within Discord's sizes."""
