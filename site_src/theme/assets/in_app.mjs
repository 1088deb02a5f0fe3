/** In-app browsers of WeChat, WeCom and QQ save no files: the visitor is sent to a real one, and answers go as text. */

import { announce, notice } from "./messages.mjs";

/** WeCom calls itself WeChat as well. @type {[RegExp, string][]} */
const BROWSERS = [
  [/wxwork/i, "企业微信"],
  [/MicroMessenger/i, "微信"],
  [/\bQQ\/\d/, "QQ"],
];

/**
 * @param {HTMLElement} root
 * @param {() => string} text the answers file
 */
export function adviseInApp(root, text) {
  const [, name] = BROWSERS.find(([agent]) => agent.test(navigator.userAgent)) ?? [];
  if (!name) return;
  const advice = `请在浏览器中打开：${name}里不能下载文件，保存的内容也可能被清除。点右上角「…」，选「在浏览器中打开」。`;
  notice(root, "in-app", advice, {
    复制答卷为文字: async () => {
      await copy(text());
      announce(root, "已复制。在电脑的浏览器里打开这个填写页，直接粘贴（Ctrl+V）就能导入。");
    },
  });
}

/** A copied answers file that is pasted beside the fields is taken as a file.
 * @param {(file: File) => void} onFile */
export function acceptPaste(onFile) {
  addEventListener("paste", ({ target, clipboardData }) => {
    const text = clipboardData?.getData("text/plain").trim() ?? "";
    const isField = target instanceof Element && target.closest("input:not([type=radio], [type=checkbox]), textarea");
    if (!isField && text.startsWith("{")) onFile(new File([text], "粘贴的文字"));
  });
}

/** The clipboard exists on https only; what is selected can be copied everywhere. @param {string} text */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
