// The set-up token travels in the fragment, so that no address and no log ever holds it; here it moves into the form.
"use strict";
const field = document.getElementById("token");
const token = location.hash.slice(1);
if (token) {
  field.value = token;
  history.replaceState(null, "", location.pathname);
}
document.getElementById("token-field").hidden = field.value !== "";
