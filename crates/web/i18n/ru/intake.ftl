# The intake desk.
