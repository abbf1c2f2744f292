// What every page adds when scripts run.
import "./colours.js";
import "./find.js";
import "./keys.js";
import "./namesakes.js";
import "./offline.js";

// The rail is a disclosure on small screens and always open on wide ones.
const rail = document.getElementById("rail");
if (rail && matchMedia("(min-width: 64rem)").matches) rail.open = true;
