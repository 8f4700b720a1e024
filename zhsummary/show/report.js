(function () {
  'use strict';
  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };
  var byId = function (id) { return document.getElementById(id); };
  var made = function (tag, look, said) {
    var node = document.createElement(tag);
    if (look) { node.className = look; }
    if (said !== undefined) { node.textContent = said; }
    return node;
  };
  var tabs = all('.zhs-tab');
  var active = tabs[0];
  all('[data-script]').forEach(function (node) { node.hidden = false; });

  // ---- which table is shown
  function choose(tab) {
    active = tab;
    tabs.forEach(function (other, place) {
      other.hidden = other !== tab;
      var button = byId('zhs-tabs').children[place];
      button.setAttribute('aria-pressed', other === tab);
    });
    refresh();
  }
  tabs.forEach(function (tab) {
    var button = made('button', '', tab.querySelector('h2').textContent);
    tab.querySelector('h2').hidden = true;
    button.addEventListener('click', function () { choose(tab); });
    byId('zhs-tabs').appendChild(button);
  });

  // ---- which rows and columns are shown
  function fits(said, wanted) {
    return wanted.split(/\s+/).every(function (word) { return said.indexOf(word) >= 0; });
  }
  function names(row) {
    return all('th', row).map(function (cell) { return cell.textContent; }).join(' ');
  }
  function refresh() {
    if (!active) { return; }
    var rows = byId('zhs-rows').value.trim(), columns = byId('zhs-columns').value.trim();
    all('tbody tr', active).forEach(function (row) { row.hidden = !fits(names(row), rows); });
    var hidden = [];
    all('thead th:not(.zhs-name)', active).forEach(function (head) {
      if (!fits(head.textContent, columns)) {
        hidden.push('#' + active.id + ' tr>:nth-child(' + (head.cellIndex + 1) + ')');
      }
    });
    byId('zhs-hidden').textContent = hidden.length ? hidden.join(',') + '{display:none}' : '';
    options();
  }
  ['zhs-rows', 'zhs-columns'].forEach(function (id) {
    byId(id).addEventListener('input', refresh);
  });

  // ---- sorting: what has no number stands last either way
  function sort(head) {
    var table = head.closest('table'), column = head.cellIndex;
    var down = head.getAttribute('aria-sort') !== 'descending';
    all('th[aria-sort]', table).forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    all('tbody tr', table).sort(function (a, b) {
      var x = a.cells[column], y = b.cells[column];
      if (x.tagName === 'TH' || !x.closest('.zhs-tab')) {
        return x.textContent.localeCompare(y.textContent, 'zh', {numeric: true}) * (down ? 1 : -1);
      }
      var p = parseFloat(x.dataset.order), q = parseFloat(y.dataset.order);
      if (isNaN(p) || isNaN(q)) { return isNaN(p) - isNaN(q); }
      return down ? q - p : p - q;
    }).forEach(function (row) { table.tBodies[0].appendChild(row); });
    if (table.closest('.zhs-tab')) { draw(); }
  }
  all('thead th').forEach(function (head) {
    head.tabIndex = 0;
    head.title = '点击排序';
    head.addEventListener('click', function () { sort(head); });
    head.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') { sort(head); }
    });
  });

  // ---- the chart of one column
  function label(head) {
    var unit = head.querySelector('.zhs-unit');
    return head.firstChild.textContent + (unit ? ' (' + unit.textContent + ')' : '');
  }
  function options() {
    var box = byId('zhs-which'), before = box.value;
    box.textContent = '';
    all('thead th:not(.zhs-name)', active).forEach(function (head) {
      var option = made('option', '', label(head));
      option.value = option.textContent;
      box.appendChild(option);
    });
    if (before) { box.value = before; }
    if (box.selectedIndex < 0) { box.selectedIndex = 0; }
    draw();
  }
  function draw() {
    var place = byId('zhs-bars'), which = byId('zhs-which').value;
    place.textContent = '';
    if (!byId('zhs-chart').open || !which) { return; }
    var head = all('thead th:not(.zhs-name)', active).filter(function (one) {
      return label(one) === which;
    })[0];
    if (!head) { return; }
    var largest = 0, drawn = [], aimed = false;
    all('tbody tr', active).forEach(function (row) {
      if (row.hidden) { return; }
      var cell = row.cells[head.cellIndex], end = parseFloat(cell.dataset.order), start = 0;
      var aim = parseFloat(cell.dataset.aim);
      var bounds = /^([\d.,]+)–([\d.,]+)$/.exec(cell.textContent);
      if (isNaN(end) && bounds) {
        start = parseFloat(bounds[1].replace(/,/g, ''));
        end = parseFloat(bounds[2].replace(/,/g, ''));
      }
      [end, aim].forEach(function (one) { if (one > largest) { largest = one; } });
      drawn.push([names(row), cell, start, end, aim]);
    });
    drawn.forEach(function (bar) {
      var line = made('div', 'zhs-bar'), track = made('span', 'zhs-track');
      line.appendChild(made('span', '', bar[0]));
      if (bar[3] >= 0) {
        var fill = made('i', bar[1].className);
        fill.style.left = 100 * bar[2] / (largest || 1) + '%';
        fill.style.width = 100 * (bar[3] - bar[2]) / (largest || 1) + '%';
        track.appendChild(fill);
      }
      if (bar[4] >= 0) {
        var aim = made('b', '');
        aim.style.left = 100 * bar[4] / (largest || 1) + '%';
        aim.title = '上年总结里的计划：' + bar[4];
        aimed = true;
        track.appendChild(aim);
      }
      line.appendChild(track);
      line.appendChild(made('span', '', bar[1].textContent));
      place.appendChild(line);
    });
    if (aimed) {
      place.appendChild(made('p', 'zhs-note', '竖线：同一乡镇上年总结里写的计划数'));
    }
  }
  byId('zhs-which').addEventListener('change', draw);
  byId('zhs-chart').addEventListener('toggle', draw);

  // ---- the evidence of a cell: its document beside the table, its sentence in sight
  var panel = byId('zhs-panel');
  function show(hash, said) {
    var place = byId(decodeURIComponent(hash.slice(1)));
    var holder = place && place.closest('details');
    var body = holder && holder.querySelector('.zhs-body');
    if (!body) { return false; }
    var copy = body.cloneNode(true);
    var marks = all('mark', body), found = all('mark', copy)[marks.indexOf(place)];
    all('[id]', copy).forEach(function (node) { node.removeAttribute('id'); });
    byId('zhs-said').textContent = said || '';
    var whole = byId('zhs-whole');
    whole.textContent = holder.querySelector('summary').textContent;
    whole.href = '#' + holder.id;
    byId('zhs-text').textContent = '';
    byId('zhs-text').appendChild(copy);
    panel.hidden = false;
    document.body.style.paddingBottom = '48vh';
    byId('zhs-text').scrollTop = 0;
    if (found) {
      found.classList.add('zhs-found');
      var sentence = found.closest('.zhs-s');
      if (sentence) { sentence.classList.add('zhs-here'); }
      found.scrollIntoView({block: 'center', inline: 'nearest'});
    }
    return true;
  }
  function close() {
    panel.hidden = true;
    document.body.style.paddingBottom = '';
    all('.zhs-chosen').forEach(function (cell) { cell.classList.remove('zhs-chosen'); });
  }
  function saying(cell) {
    if (!cell.closest('.zhs-tab')) { return ''; }
    var head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
    return [names(cell.parentNode), label(head), cell.textContent].join(' · ');
  }
  function point(link) {
    var cell = link.closest('td');
    if (!show(link.hash, saying(cell))) { return false; }
    all('.zhs-chosen').forEach(function (other) { other.classList.remove('zhs-chosen'); });
    cell.classList.add('zhs-chosen');
    var below = cell.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + 8;
    if (below > 0) { window.scrollBy(0, below); }  // the panel must not hide the cell
    return true;
  }
  document.addEventListener('click', function (event) {
    var link = event.target.closest('td a');
    if (!link || link.hash.charAt(1) !== 'f' || !point(link)) { return; }
    event.preventDefault();
    try { history.replaceState(null, '', link.hash); } catch (refused) { }
  });
  document.addEventListener('mouseover', function (event) {
    var link = event.target.closest && event.target.closest('.zhs-tab td a');
    if (!link || link.title) { return; }
    var mark = byId(decodeURIComponent(link.hash.slice(1)));
    var sentence = mark && (mark.closest('.zhs-s') || mark);
    if (sentence) { link.title = sentence.textContent.replace(/\s+/g, ' ').trim(); }
  });
  byId('zhs-close').addEventListener('click', close);
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { close(); }
  });
  function open() {
    var place = byId(decodeURIComponent(location.hash.slice(1)));
    var holder = place && place.closest('details');
    if (!holder) { return; }
    if (place.tagName !== 'MARK') {
      holder.open = true;
      holder.scrollIntoView();
      return;
    }
    var link = all('.zhs-tab td a').filter(function (one) { return one.hash === location.hash; })[0];
    holder.open = false;  // the browser opened it to get there; the panel shows it
    if (link) {
      choose(link.closest('.zhs-tab'));
      point(link);
      link.scrollIntoView({block: 'nearest', inline: 'center'});
    } else {
      show(location.hash);
    }
  }
  window.addEventListener('hashchange', open);
  if (active) { choose(active); }
  window.addEventListener('load', function () { setTimeout(open, 0); });
})();
