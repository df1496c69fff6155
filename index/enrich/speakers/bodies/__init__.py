"""An office or a body that speaks without a name."""
