"""The history as a person looks at it: who changed what, and the way back."""
