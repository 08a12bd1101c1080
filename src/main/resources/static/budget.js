/* Draws a programme's year from the table that stands below it; without JavaScript the table is all. */
(() => {
  'use strict';

  const box = document.getElementById('budget-chart');
  if (!box || !window.echarts) return;
  const points = JSON.parse(box.dataset.points);
  const words = box.dataset;
  const yuan = (fen) => (fen === null ? null : fen / 100);
  const money = (value) =>
    value === undefined || value === null ? '—' : value.toLocaleString('en-US', { minimumFractionDigits: 2 });
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const line = (name, key, extra) => ({
    name,
    type: 'line',
    showSymbol: false,
    data: points.map((point) => [point.day, yuan(point[key])]),
    ...extra,
  });

  box.hidden = false;
  const chart = window.echarts.init(box, dark ? 'dark' : null);
  chart.setOption({
    backgroundColor: 'transparent',
    animation: false,
    aria: { enabled: true, description: words.says },
    // The page's policy forbids styles inside HTML; on the canvas none are needed.
    tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: money },
    legend: { bottom: 0 },
    // On a narrow screen the legend takes two lines.
    grid: { left: 16, right: 24, top: 24, bottom: box.clientWidth < 480 ? 64 : 40, containLabel: true },
    xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value' },
    series: [
      line(words.spent, 'spent', { step: 'end', areaStyle: { opacity: 0.15 } }),
      // Without enough weeks there is none, and nothing to explain.
      ...(points.some((point) => point.forecast !== null)
        ? [line(words.forecast, 'forecast', { lineStyle: { type: 'dashed' }, connectNulls: true })]
        : []),
      line(words.budget, 'budget', { lineStyle: { type: 'dotted' } }),
    ],
  });
  window.addEventListener('resize', () => chart.resize());
})();
