# Board, checks, family.
