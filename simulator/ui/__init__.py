"""The pages. The only package that imports streamlit; nothing here decides anything about a talk."""
