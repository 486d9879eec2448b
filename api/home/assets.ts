/** Style and script of the pages, served as they stand here. */

export const style = `
:root{--ink:#17202a;--soft:#5c6773;--line:#e3e7ec;--paper:#fff;--back:#f4f6f8;--accent:#0b5cad;--red:#b91c1c;--amber:#8a5a00;--amberback:#fff6e0}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei","WenQuanYi Zen Hei","Noto Sans SC",sans-serif}
a{color:var(--accent);text-decoration:none}a:hover,a:focus{text-decoration:underline}
.demo{background:var(--red);color:#fff;padding:9px 24px;display:flex;gap:16px;align-items:center;flex-wrap:wrap}
.demo strong{letter-spacing:.08em}.demo .time{font-variant-numeric:tabular-nums;font-size:18px;font-weight:700;margin-left:auto}
.stopped{background:#fdecec;color:var(--red);border-bottom:3px solid var(--red);padding:10px 24px}
.stopped>strong{font-size:17px}.stopped li{border:0;padding:2px 0;display:flex;gap:14px;flex-wrap:wrap}.stopped li strong{min-width:104px}
button{font:inherit;border:1px solid #fff;background:transparent;color:#fff;border-radius:6px;padding:3px 12px;cursor:pointer}
button:hover,button:focus-visible{background:#fff;color:var(--red)}
header{padding:16px 24px 4px;display:flex;gap:14px;align-items:baseline;flex-wrap:wrap}
header h1{font-size:22px;margin:0}header p{margin:0;color:var(--soft)}header nav{margin-left:auto;display:flex;gap:14px;flex-wrap:wrap}
main{padding:12px 24px 40px;display:grid;gap:16px;grid-template-columns:minmax(0,3fr) minmax(0,2fr);max-width:1440px}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:14px 18px;min-width:0}
section h2{margin:0 0 10px;font-size:16px}.wide{grid-column:1/-1}.column{display:grid;gap:16px;align-content:start;min-width:0}
.first{border-left:5px solid var(--accent);background:#f0f6fc;padding:12px 16px;border-radius:8px;margin-bottom:10px}
.first .who{font-size:22px;font-weight:700}.why,.soft{color:var(--soft);font-size:13.5px}
ul{list-style:none;margin:0;padding:0}li{padding:7px 0;border-top:1px solid var(--line)}li:first-child{border-top:0}
.row{display:flex;gap:10px;justify-content:space-between;align-items:baseline}.row>span:last-child{white-space:nowrap}
.tag{background:#eaf2fb;color:var(--accent);border-radius:99px;padding:1px 9px;font-size:13px;white-space:nowrap}
.tag.late{background:#fdecec;color:var(--red)}.held{background:var(--amberback);color:var(--amber);border-radius:8px;padding:8px 12px;margin:4px 0}
.figures{display:flex;gap:26px;flex-wrap:wrap;align-items:flex-end}.figure b{display:block;font-size:22px;font-variant-numeric:tabular-nums}
.stages{display:flex;gap:8px;flex-wrap:wrap;margin-top:10px}.num{font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%}td,th{padding:4px 8px 4px 0;text-align:left;font-weight:400}td.num{text-align:right}
time{color:var(--soft);font-variant-numeric:tabular-nums;font-size:13px;margin-right:8px}
#stale{display:none;position:fixed;bottom:14px;right:14px;background:var(--amberback);color:var(--amber);padding:8px 14px;border-radius:8px}
#stale.on{display:block}
@media(max-width:860px){main{grid-template-columns:minmax(0,1fr)}.demo .time{margin-left:0}}
`;

/** Takes the parts that change again every two seconds, and moves the clock of a demo. */
export const script = `
const parts = document.getElementById('parts');
const stale = document.getElementById('stale');
let asking = false;
async function refresh() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const answer = await fetch(parts.dataset.from, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    const chosen = document.activeElement && document.activeElement.dataset.do;
    parts.innerHTML = text;
    const again = chosen && parts.querySelector('[data-do="' + chosen + '"]');
    if (again) again.focus();
    stale.className = '';
  } catch { stale.className = 'on'; } finally { asking = false; }
}
parts.addEventListener('click', async (event) => {
  const button = event.target instanceof HTMLElement && event.target.closest('button[data-do]');
  if (!button) return;
  const body = button.dataset.to ? { do: 'resume', until: button.dataset.to } : { do: button.dataset.do };
  try {
    await fetch('/v1/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    await refresh();
  } catch { stale.className = 'on'; }
});
setInterval(refresh, 2000);
`;
