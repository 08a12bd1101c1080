/* Draws what the tables below the charts say; without JavaScript the tables are all. */
(() => {
  'use strict';

  if (!window.echarts) return;
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  document.querySelectorAll('.insight-chart').forEach((box) => {
    const points = JSON.parse(box.dataset.points);
    const led = points.length > 0 && points[0].asked === undefined;
    const bars = (name, value, decal) => ({
      name,
      type: 'bar',
      stack: 'asked',
      barMaxWidth: 22,
      itemStyle: { decal },
      data: points.map(value),
    });
    box.hidden = false;
    const chart = window.echarts.init(box, dark ? 'dark' : null);
    chart.setOption({
      backgroundColor: 'transparent',
      animation: false,
      aria: { enabled: true, description: box.getAttribute('aria-label') },
      // The page's policy forbids styles inside HTML; on the canvas none are needed.
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, renderMode: 'richText' },
      legend: { bottom: 0 },
      grid: { left: 8, right: 24, top: 8, bottom: 36, containLabel: true },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { hideOverlap: true } },
      yAxis: { type: 'category', inverse: true, data: points.map((point) => point.name), axisLabel: { width: 110, overflow: 'truncate', interval: 0 } },
      color: dark ? ['#efb45c', '#ff938a', '#4f7f9c'] : ['#b3720b', '#b3261e', '#9db8c8'],
      series: led
        ? [
          { ...bars(box.dataset.opened, (point) => +point.opened), stack: null, color: dark ? '#4f7f9c' : '#9db8c8' },
          { ...bars(box.dataset.ordered, (point) => +point.ordered, { symbol: 'line', dashArrayX: [1, 0], dashArrayY: [2, 4] }), stack: null, color: dark ? '#6fc08f' : '#2b7a4b' },
        ]
        : [
          bars(box.dataset.far, (point) => +point.far, { symbol: 'line', dashArrayX: [1, 0], dashArrayY: [2, 4] }),
          bars(box.dataset.none, (point) => +point.none),
          bars(box.dataset.found, (point) => point.asked - point.far - point.none),
        ],
    });
    window.addEventListener('resize', () => chart.resize());
  });
})();
