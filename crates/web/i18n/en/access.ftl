# People, signing in, accounts.
