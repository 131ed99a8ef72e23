"""Official documents in the form of Decree 30/2020/NĐ-CP: what they say as values, written as .docx and set as PDF."""
