# Import, admin.
