"""`tratin precedents`: what is asked of the engine, and how it is told on a terminal."""
