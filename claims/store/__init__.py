"""The store: the only SQL of the house. Tables, transactions, migrations, one file of queries per noun."""
