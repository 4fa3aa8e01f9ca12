"""The demo: invented people and answers over the real documents. Tables in people.py and answers.py."""
