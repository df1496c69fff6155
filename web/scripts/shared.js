// Enhancement only: every page works without it. What the other parts use.
const box = document.getElementById("q");

// The one place of a page whose changes are spoken.
const told = made("p", { className: "away", role: "status" });
document.body.append(told);
