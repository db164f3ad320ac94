# Counts, charts, review.
