// Starts the form: from the server, or from the file it stands in.
import "survey-core/survey-core.fontless.min.css";
import "./form.css";
import "./questions.css";
import { Form } from "./form.js";
import { offline } from "./offline.js";
import { online } from "./online.js";

const embedded = document.getElementById("underveis-form");
new Form(document.getElementById("form"), embedded ? offline(JSON.parse(embedded.textContent)) : online()).start();
