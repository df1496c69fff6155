"""How fast and how right the tools are that tell how something was worded before."""
