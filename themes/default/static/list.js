// What a list of papers adds: saving, marks, texts in place, and the reader's wishes.
import "./abstracts.js";
import "./papers.js";
import "./wishes.js";
