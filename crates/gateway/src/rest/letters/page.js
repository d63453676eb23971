"use strict";
const form = document.forms.ask;
const said = document.getElementById("said");
const token = location.hash.slice(1);
// Who looks over a shoulder or through the history does not find it.
history.replaceState(null, "", location.pathname);

function say(text, good) {
  said.textContent = text;
  said.className = good ? "good" : "";
}

// A refusal in either style of the API.
function refusal({ detail, error }) {
  const all = Array.isArray(detail) ? detail.map((one) => one.msg).join("\n") : detail;
  return all ?? error?.message ?? form.dataset.noAnswer;
}

async function send(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  say("");
  try {
    const body = JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(form.dataset.to, { method: "POST", headers, body, credentials: "omit" });
    const told = await answer.json();
    form.hidden = answer.ok;
    say(answer.ok ? told.message ?? form.dataset.done : refusal(told), answer.ok);
  } catch {
    say(form.dataset.noAnswer);
  }
  button.disabled = false;
}

if (token) {
  form.hidden = false;
  form.addEventListener("submit", send);
} else {
  say(form.dataset.incomplete);
}
