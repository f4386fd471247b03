// Opens a referral by the token in the fragment; the token goes into request bodies only, answers into text only.
"use strict";
const token = location.hash.slice(1);
const element = (id) => document.getElementById(id);
const WORDS = {
  missing: "Đường dẫn này không mở được: có thể đã hết hạn, đã được thu hồi, hoặc chưa chép đủ. Anh/chị liên hệ nơi gửi thư, hoặc đăng nhập trang cán bộ.",
  sensitive: "Tin này cần được bảo mật, nên không hiện qua đường dẫn. Mời anh/chị đăng nhập trang cán bộ để xem.",
  failed: "Chưa kết nối được. Anh/chị thử lại sau ít phút.",
  sent: "Anh/chị xem tin dưới đây, rồi bấm một nút ở cuối trang.",
  seen: "Đã ghi nhận: cơ quan đã thấy tin này.",
  accepted: "Đã ghi nhận: cơ quan nhận xử lý. Cảm ơn anh/chị.",
};

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status === 404 || answer.status === 422) return { problem: "missing" };
  return answer.ok ? answer.json() : { problem: "failed" };
}

function say(words, { isError = false } = {}) {
  element("message").textContent = words;
  element("message").className = isError ? "notice error" : "notice done";
}

function showFindings(findings) {
  element("findings").replaceChildren(
    ...findings.map((finding) => {
      const item = document.createElement("li");
      item.textContent = `${finding.title}: ${finding.value}`;
      return item;
    }),
  );
  element("no-findings").hidden = findings.length > 0;
}

function line(tag, words, className) {
  const made = document.createElement(tag);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

function showTexts(texts, waiting) {
  element("texts").replaceChildren(
    ...texts.flatMap((told) => [
      line("h3", `${told.title}, gửi khoảng ${told.told_at}`),
      ...(told.text ? [line("p", told.text, "told")] : []),
      ...(told.pictures ? [line("p", `Ảnh cho xem: ${told.pictures}.`, "soft small")] : []),
    ]),
  );
  element("waiting").textContent = `Còn ${waiting} lời kể chờ cán bộ trực xem rồi mới hiện ở đây.`;
  element("waiting").hidden = waiting === 0;
}

function show(view) {
  const isHidden = Boolean(view.problem) || view.is_sensitive;
  element("referral").hidden = isHidden;
  element("log-in").hidden = !isHidden || view.problem === "failed";
  if (view.problem) return say(WORDS[view.problem], { isError: true });
  if (view.is_sensitive) return say(WORDS.sensitive);
  for (const name of ["case_number", "authority_name", "urgency", "reason", "opened_at", "due_at"]) {
    element(name).textContent = view[name];
  }
  element("acts").textContent = view.acts.join("; ") || "chưa rõ";
  element("product_group").textContent = view.product_group || "chưa rõ";
  element("province").textContent = view.province || "chưa rõ";
  element("files").textContent =
    `Ảnh, tệp kèm theo: ${view.file_count}. Lần người báo bổ sung: ${view.addition_count}.`;
  showFindings(view.seller_findings);
  showTexts(view.texts, view.waiting_texts);
  element("seen").hidden = view.status !== "sent";
  element("accept").hidden = view.status === "accepted";
  say(WORDS[view.status]);
}

const act = async (address, body) => show(await post(address, body).catch(() => ({ problem: "failed" })));
for (const name of ["seen", "accept"]) {
  element(name).addEventListener("click", () => act("/r/act", { token, act: name }));
}
act("/r/open", { token });
