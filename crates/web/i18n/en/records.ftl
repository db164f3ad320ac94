# Record, map, timeline.
