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
  var placed = function (hash) {
    try { return byId(decodeURIComponent(hash.slice(1))); } catch (malformed) { return null; }
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
  function columns() { return all('thead th:not(.zhs-name)', active); }
  function refresh() {
    if (!active) { return; }
    var wantedRows = byId('zhs-rows').value.trim(), wanted = byId('zhs-columns').value.trim();
    var rows = all('tbody tr', active), heads = columns(), hidden = [];
    rows.forEach(function (row) { row.hidden = !fits(names(row), wantedRows); });
    heads.forEach(function (head) {
      if (!fits(head.textContent, wanted)) {
        hidden.push('#' + active.id + ' tr>:nth-child(' + (head.cellIndex + 1) + ')');
      }
    });
    byId('zhs-hidden').textContent = hidden.length ? hidden.join(',') + '{display:none}' : '';
    var shown = rows.filter(function (row) { return !row.hidden; }).length;
    byId('zhs-count').textContent = wantedRows || wanted
      ? '显示 ' + shown + ' / ' + rows.length + ' 行，' + (heads.length - hidden.length) + ' / ' +
        heads.length + ' 个指标'
      : '';
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
      if (event.key !== 'Enter' && event.key !== ' ') { return; }
      event.preventDefault();
      sort(head);
    });
  });

  // ---- the keyboard: a table is one stop, arrows lead from cell to cell
  function target(cell) { return cell.querySelector('a') || cell; }
  function enter(cell) {
    var table = cell.closest('table');
    all('[tabindex="0"]', table).forEach(function (other) { other.tabIndex = -1; });
    target(cell).tabIndex = 0;
    target(cell).focus();
  }
  function seen(cell) { return cell && cell.offsetParent !== null; }
  function stepped(cell, key) {
    var row = cell.parentNode, table = cell.closest('table'), at = cell.cellIndex, other = cell;
    var rows = Array.prototype.slice.call(table.rows), line = rows.indexOf(row);
    if (key === 'Home') { return row.cells[0]; }
    if (key === 'End') { at = row.cells.length; }
    do {
      if (key === 'ArrowRight') { at += 1; }
      if (key === 'ArrowLeft' || key === 'End') { at -= 1; }
      if (key === 'ArrowDown') { line += 1; }
      if (key === 'ArrowUp') { line -= 1; }
      other = rows[line] && rows[line].cells[at];
    } while (other && !seen(other));
    return other;
  }
  tabs.forEach(function (tab) {
    var table = tab.querySelector('table');
    if (!table) { return; }
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-label', tab.querySelector('h2').textContent);
    all('thead th, td a', table).forEach(function (node) { node.tabIndex = -1; });
    if (table.rows[0] && table.rows[0].cells[0]) { table.rows[0].cells[0].tabIndex = 0; }
    table.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey) { return; }
      if (['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'].indexOf(event.key) < 0) {
        return;
      }
      event.preventDefault();
      var cell = stepped(event.target.closest('td,th'), event.key);
      if (!cell) { return; }
      if (target(cell) === cell) { cell.tabIndex = -1; }
      enter(cell);
      if (!panel.hidden && target(cell) !== cell) { point(target(cell)); }
    });
  });

  // ---- the chart of one column: by row, or from year to year
  function label(head) {
    var unit = head.querySelector('.zhs-unit');
    return head.firstChild.textContent + (unit ? ' (' + unit.textContent + ')' : '');
  }
  function options() {
    var box = byId('zhs-which'), before = box.value;
    box.textContent = '';
    columns().forEach(function (head) {
      var option = made('option', '', label(head));
      option.value = option.textContent;
      box.appendChild(option);
    });
    if (before) { box.value = before; }
    if (box.selectedIndex < 0) { box.selectedIndex = 0; }
    byId('zhs-shape').parentNode.hidden = all('thead .zhs-name', active).length < 2;
    draw();
  }
  function amount(row, head) {
    var cell = row.cells[head.cellIndex], end = parseFloat(cell.dataset.order), start = 0;
    var bounds = /^([\d.,]+)–([\d.,]+)$/.exec(cell.textContent);
    if (isNaN(end) && bounds) {
      start = parseFloat(bounds[1].replace(/,/g, ''));
      end = parseFloat(bounds[2].replace(/,/g, ''));
    }
    return {name: names(row), row: row, cell: cell, start: start, end: end,
            aim: parseFloat(cell.dataset.aim)};
  }
  function scale(drawn, head) {
    var most = parseFloat(head.dataset.top) || Infinity, top = 0;
    drawn.forEach(function (one) {
      [one.end, one.aim].forEach(function (end) {
        if (end > top && end <= most * 1.5) { top = end; }
      });
    });
    return function (number) { return 100 * Math.min(number / (top || 1), 1) + '%'; };
  }
  function line(name, said, look) {
    var node = made('div', 'zhs-bar'), track = made('span', 'zhs-track');
    node.appendChild(made('span', '', name));
    node.appendChild(track);
    node.appendChild(made('span', look || '', said));
    byId('zhs-bars').appendChild(node);
    return track;
  }
  function draw() {
    var place = byId('zhs-bars'), which = byId('zhs-which').value, notes = [];
    place.textContent = '';
    if (!byId('zhs-chart').open || !which) { return; }
    place.appendChild(made('b', 'zhs-on-paper', which));
    var head = columns().filter(function (one) { return label(one) === which; })[0];
    if (!head) { return; }
    var drawn = all('tbody tr', active).filter(function (row) { return !row.hidden; })
      .map(function (row) { return amount(row, head); });
    var at = scale(drawn, head), broken = drawn.some(function (one) {
      return one.cell.classList.contains('beyond');
    });
    if (byId('zhs-shape').value === 'years' && !byId('zhs-shape').parentNode.hidden) {
      years(drawn, at);
    } else if (bars(drawn, at)) {
      notes.push('竖线：同一乡镇上年总结里写的计划数');
    }
    if (broken) { notes.push('断开、红色的：远超本列其他数，不按比例'); }
    if (notes.length) { place.appendChild(made('p', 'zhs-note', notes.join('；'))); }
  }
  function bars(drawn, at) {
    var aimed = false;
    drawn.forEach(function (one) {
      var track = line(one.name, one.cell.textContent);
      if (one.end >= 0) {
        var fill = made('i', one.cell.className);
        fill.style.left = at(one.start);
        fill.style.width = 'calc(' + at(one.end) + ' - ' + at(one.start) + ')';
        track.appendChild(fill);
      }
      if (one.aim >= 0) {
        var aim = made('b', '');
        aim.style.left = at(one.aim);
        aim.title = '上年总结里的计划：' + one.aim;
        aimed = true;
        track.appendChild(aim);
      }
    });
    return aimed;
  }
  function years(drawn, at) {
    var towns = {}, order = [];
    drawn.forEach(function (one) {
      var name = '=' + one.row.cells[0].textContent;
      if (!towns[name]) { towns[name] = []; order.push(name); }
      one.year = one.row.cells[1].textContent;
      towns[name].push(one);
    });
    order.forEach(function (name) {
      var of = towns[name].sort(function (a, b) { return a.year - b.year; });
      var track = line(name.slice(1), of.map(function (one) {
        return one.year + ' ' + one.cell.textContent;
      }).join(' → '));
      var dots = of.filter(function (one) { return one.start === 0 && one.end >= 0; });
      dots.forEach(function (one, place) {
        if (place) {
          var before = dots[place - 1], low = Math.min(before.end, one.end);
          var isBroken = [before, one].some(function (end) {
            return end.cell.classList.contains('beyond');
          });
          var way = made('s', isBroken ? 'beyond' : '');
          way.style.left = at(low);
          way.style.width = 'calc(' + at(Math.max(before.end, one.end)) + ' - ' + at(low) + ')';
          track.appendChild(way);
        }
        var dot = made('u', one.cell.className + (place < dots.length - 1 ? ' before' : ''));
        dot.style.left = at(one.end);
        dot.title = one.year + ' ' + one.cell.textContent;
        track.appendChild(dot);
      });
    });
  }
  ['zhs-which', 'zhs-shape'].forEach(function (id) { byId(id).addEventListener('change', draw); });
  byId('zhs-chart').addEventListener('toggle', draw);

  // ---- the evidence of a cell: its document beside the table, its sentence in sight
  var panel = byId('zhs-panel'), came = null, chosen = null, wanted = '';
  function show(hash, said) {
    var place = placed(hash);
    var holder = place && place.closest('details');
    var body = holder && holder.querySelector('.zhs-body');
    if (!body) { return false; }
    var copy = body.cloneNode(true);
    all('[id]', copy).forEach(function (node) {
      node.dataset.place = node.id;
      node.removeAttribute('id');
    });
    byId('zhs-said').textContent = said || '';
    var whole = byId('zhs-whole');
    whole.textContent = holder.querySelector('summary').textContent;
    whole.href = '#' + holder.id;
    byId('zhs-text').textContent = '';
    byId('zhs-text').appendChild(copy);
    panel.hidden = false;
    document.body.style.paddingBottom = '54vh';
    byId('zhs-text').scrollTop = 0;
    mark(place, holder);
    return true;
  }
  function mark(place, holder) {
    chosen = place.tagName === 'MARK' ? {doc: holder.dataset.doc, words: place.dataset.words} : null;
    all('#zhs-text .zhs-found').forEach(function (one) { one.classList.remove('zhs-found'); });
    all('#zhs-text .zhs-here').forEach(function (one) { one.classList.remove('zhs-here'); });
    byId('zhs-read').textContent = chosen ? '读作：' + place.title.split('\n')[0]
      : wanted ? '原文里若有，点那个数，下面就是把它归入这一格的一行' : '';
    byId('zhs-right').value = wanted;
    byId('zhs-why').value = '';
    byId('zhs-fix').hidden = !(chosen && chosen.words);
    compose();
    var found = all('#zhs-text mark').filter(function (one) {
      return one.dataset.place === place.id;
    })[0];
    if (!found) { return; }
    found.classList.add('zhs-found');
    var sentence = found.closest('.zhs-s');
    if (sentence) { sentence.classList.add('zhs-here'); }
    found.scrollIntoView({block: 'center', inline: 'nearest'});
  }
  function close() {
    if (panel.hidden) { return; }
    panel.hidden = true;
    document.body.style.paddingBottom = '';
    all('.zhs-chosen').forEach(function (cell) { cell.classList.remove('zhs-chosen'); });
    if (came && panelHeld) { came.focus(); }
    panelHeld = false;
  }
  var panelHeld = false;
  function headOf(cell) { return cell.closest('table').tHead.rows[0].cells[cell.cellIndex]; }
  function saying(cell) {
    if (!cell || !cell.closest('.zhs-tab')) { return ''; }
    return [names(cell.parentNode), label(headOf(cell)), cell.textContent].join(' · ');
  }
  // a cell that states nothing: what is clicked in its documents may belong into its column
  function want(cell) {
    var docs = cell && cell.dataset.docs ? cell.dataset.docs.split(' ') : [];
    if (docs.length || wanted) { byId('zhs-field').value = docs.length ? 'indicator' : 'value'; }
    wanted = docs.length ? label(headOf(cell)) : '';
    byId('zhs-more').textContent = '';
    docs.forEach(function (hash) {
      var place = docs.length > 1 && placed(hash);
      if (!place) { return; }
      var button = made('button', '', place.dataset.doc);
      button.addEventListener('click', function () { show(hash, saying(cell)); });
      byId('zhs-more').appendChild(button);
    });
  }
  function point(link) {
    var cell = link.closest('td');
    want(cell);
    if (!show(link.hash, saying(cell))) { return false; }
    came = link;
    all('.zhs-chosen').forEach(function (other) { other.classList.remove('zhs-chosen'); });
    cell.classList.add('zhs-chosen');
    var below = cell.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + 8;
    if (below > 0) { window.scrollBy(0, below); }  // the panel must not hide the cell
    return true;
  }
  document.addEventListener('click', function (event) {
    var figure = event.target.closest('mark');
    if (figure && (figure.id || figure.dataset.place)) {
      var place = byId(figure.id || figure.dataset.place);
      if (panel.contains(figure)) {
        byId('zhs-said').textContent = place.textContent;
        mark(place, place.closest('details'));
      } else {
        came = null;
        want(null);
        show('#' + place.id, place.textContent);
      }
      return;
    }
    var link = event.target.closest('td a');
    var leads = link && (link.hash.charAt(1) === 'f' || link.closest('td').dataset.docs);
    if (!leads || !point(link)) { return; }
    event.preventDefault();
    if (event.detail === 0) {  // by the keyboard: it goes where the sentence is
      panelHeld = true;
      byId('zhs-said').focus();
    }
    if (wanted) { return; }  // the address of a document shows it below
    try { history.replaceState(null, '', link.hash); } catch (refused) { }
  });
  document.addEventListener('mouseover', function (event) {
    var link = event.target.closest && event.target.closest('.zhs-tab td a');
    if (!link || link.title || link.hash.charAt(1) !== 'f') { return; }
    var figure = placed(link.hash);
    var sentence = figure && (figure.closest('.zhs-s') || figure);
    if (sentence) { link.title = sentence.textContent.replace(/\s+/g, ' ').trim(); }
  });
  byId('zhs-close').addEventListener('click', close);
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { close(); }
  });

  // ---- the line of corrections.tsv for the figure that is looked at
  function plain(said) { return said.replace(/\s+/g, ' ').trim(); }
  function compose() {
    var field = byId('zhs-field').value, right = byId('zhs-right');
    right.disabled = field === 'fact';
    right.placeholder = byId('zhs-field').selectedOptions[0].dataset.hint;
    byId('zhs-copied').textContent = '';
    byId('zhs-line').textContent = chosen && chosen.words
      ? [chosen.doc, chosen.words, field, field === 'fact' ? 'no' : plain(right.value),
         plain(byId('zhs-why').value)].join('\t').replace(/\t$/, '')
      : '';
  }
  ['zhs-field', 'zhs-right', 'zhs-why'].forEach(function (id) {
    byId(id).addEventListener('input', compose);
  });
  byId('zhs-line').addEventListener('focus', function () { this.select(); });
  byId('zhs-copy').addEventListener('click', function () {
    var box = byId('zhs-line'), button = this;
    function told(done) {
      byId('zhs-copied').textContent = done
        ? '已复制，贴进文件夹里的 corrections.tsv' : '请按 Ctrl+C 复制选中的一行';
      if (done) { button.focus(); } else { box.focus(); }
    }
    function older() {
      box.focus();
      box.select();
      var done = false;
      try { done = document.execCommand('copy'); } catch (refused) { }
      told(done);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(box.value).then(function () { told(true); }, older);
    } else {
      older();
    }
  });

  // ---- on paper: the table in blocks of columns that fit, the names before each
  var WIDE = 11;
  window.addEventListener('beforeprint', function () {
    var paper = byId('zhs-paper'), table = active && active.querySelector('table');
    paper.textContent = '';
    if (!table) { return; }
    var left = all('thead .zhs-name', table).length;
    var shown = columns().filter(seen).map(function (head) { return head.cellIndex; });
    paper.appendChild(made('h2', '', active.querySelector('h2').textContent));
    for (var first = 0; first < shown.length; first += WIDE) {
      var kept = shown.slice(first, first + WIDE), copy = table.cloneNode(true);
      all('tr', copy).forEach(function (row) {
        if (row.hidden) { row.remove(); return; }
        Array.prototype.slice.call(row.cells).forEach(function (cell, place) {
          if (place >= left && kept.indexOf(place) < 0) { cell.remove(); }
        });
      });
      all('[title]', copy).forEach(function (node) { node.removeAttribute('title'); });
      paper.appendChild(copy);
    }
  });
  window.addEventListener('afterprint', function () { byId('zhs-paper').textContent = ''; });

  function open() {
    var place = placed(location.hash);
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
      want(null);
      show(location.hash, place.textContent);
    }
  }
  window.addEventListener('hashchange', open);
  if (active) { choose(active); }
  window.addEventListener('load', function () { setTimeout(open, 0); });
})();
