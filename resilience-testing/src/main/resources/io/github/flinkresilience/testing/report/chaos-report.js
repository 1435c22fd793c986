// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const FONT = "12px system-ui, 'Segoe UI', Roboto, Arial, 'DejaVu Sans', sans-serif";
  const LABEL_HEIGHT = 16;
  const LABEL_ROWS = 3;
  const DASHES = [[5, 3], [], [2, 3], [8, 3, 2, 3]];
  let plots = [];

  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const seriesColor = i => color("series-" + (i % 4));
  const dotFill = i => i % 2 ? color("page") : seriesColor(i);
  const seconds = s => s.toFixed(1) + " s";
  const clock = s => {
    const sign = s < 0 ? "-" : "";
    const t = Math.round(Math.abs(s));
    const two = n => String(n).padStart(2, "0");
    return sign + Math.floor(t / 3600) + ":" + two(Math.floor(t / 60) % 60) + ":" + two(t % 60);
  };
  const whole = n => n == null ? "-" : Math.round(n).toLocaleString("en");

  // A plot's canvas counts device pixels.
  const scaled = font => font.replace("12px", 12 * devicePixelRatio + "px");

  const axis = options => ({
    stroke: color("muted"),
    font: FONT,
    labelFont: FONT,
    grid: {stroke: color("line"), width: 1},
    ticks: {stroke: color("line"), width: 1},
    ...options,
  });

  function bands(run) {
    return u => {
      const {ctx, bbox} = u;
      const right = bbox.left + bbox.width;
      const bottom = bbox.top + bbox.height;
      const x = t => Math.min(Math.max(u.valToPos(t, "x", true), bbox.left), right);
      const taken = Array(LABEL_ROWS).fill(-Infinity);
      ctx.save();
      ctx.font = scaled(FONT);
      ctx.textBaseline = "bottom";
      for (const fault of run.faults) {
        const end = fault.recovered ?? run.end;
        const from = x(fault.begun);
        const to = Math.max(x(end), from + devicePixelRatio);
        if (end < u.scales.x.min || fault.begun > u.scales.x.max) {
          continue;
        }
        ctx.fillStyle = color(fault.loss ? "loss-band" : "band");
        ctx.fillRect(from, bbox.top, to - from, bbox.height);
        if (fault.healed != null) {
          ctx.fillStyle = color("band-until-healed");
          ctx.fillRect(from, bbox.top, x(Math.min(fault.healed, end)) - from, bbox.height);
        }
        ctx.fillStyle = color(fault.loss ? "loss" : "text");
        if (fault.recovered != null) {
          triangle(ctx, to, bottom, 5 * devicePixelRatio);
        }
        label(u, fault, from, taken);
      }
      ctx.restore();
    };
  }

  function triangle(ctx, x, bottom, size) {
    ctx.beginPath();
    ctx.moveTo(x, bottom - 2 * size);
    ctx.lineTo(x - size, bottom);
    ctx.lineTo(x + size, bottom);
    ctx.fill();
  }

  // In the lowest row with room for it; without room it appears when zoomed in.
  function label(u, fault, from, taken) {
    const {ctx, bbox} = u;
    const time = fault.recovered == null ? "not seen to recover" : seconds(fault.recovered - fault.begun);
    const text = fault.number + "  " + time;
    const width = ctx.measureText(text).width;
    const left = Math.min(from, bbox.left + bbox.width - width);
    const row = taken.findIndex(end => end < left);
    if (row >= 0) {
      taken[row] = left + width + 8 * devicePixelRatio;
      ctx.fillText(text, left, bbox.top - (2 + row * LABEL_HEIGHT) * devicePixelRatio);
    }
  }

  function throughput(element, run) {
    const names = Object.keys(run.rates);
    const options = {
      width: element.clientWidth,
      height: 320,
      padding: [LABEL_ROWS * LABEL_HEIGHT + 8, 16, 0, 8],
      scales: {
        x: {time: false, range: (u, min, max) => min === run.times[0] && max === run.times.at(-1) ? [0, run.end] : [min, max]},
        y: {range: (u, min, max) => [Math.min(0, min), Math.max(1, max * 1.05)]},
      },
      series: [
        {label: "time", value: (u, v) => v == null ? "-" : clock(v)},
        ...names.map((name, i) => ({
          label: name + "/s",
          stroke: seriesColor(i),
          width: i === 1 ? 2 : 1.5,
          dash: DASHES[i % DASHES.length],
          points: {show: false},
          value: (u, v) => whole(v),
        })),
      ],
      axes: [
        axis({values: (u, splits) => splits.map(clock), space: 80, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400]}),
        axis({values: (u, splits) => splits.map(whole), size: 70, label: "records/s"}),
      ],
      legend: {markers: {width: 2, dash: (u, i) => DASHES[(i - 1) % DASHES.length].length ? "dashed" : "solid"}},
      hooks: {drawClear: [bands(run)]},
    };
    return new uPlot(options, [run.times, ...names.map(name => run.rates[name])], element);
  }

  // One lane for each version of Flink beside the others, dots spread over its width in order of time.
  function places(recovery) {
    const lane = 0.8 / recovery.flinks.length;
    return recovery.dots.map(dots => {
      const middle = dots.fault - 0.4 + (dots.flink + 0.5) * lane;
      const gap = dots.seconds.length < 2 ? 0 : Math.min(lane * 0.7 / (dots.seconds.length - 1), 0.06);
      const first = middle - gap * (dots.seconds.length - 1) / 2;
      return {
        ...dots,
        left: middle - lane * 0.42,
        right: middle + lane * 0.42,
        points: dots.seconds.map((s, i) => ({x: first + i * gap, y: s})),
      };
    });
  }

  function medians(all) {
    return u => {
      const {ctx} = u;
      ctx.save();
      ctx.lineWidth = 3 * devicePixelRatio;
      for (const dots of all) {
        const y = u.valToPos(dots.median, "y", true);
        const left = u.valToPos(dots.left, "x", true);
        ctx.strokeStyle = seriesColor(dots.flink);
        ctx.beginPath();
        ctx.moveTo(left, y);
        ctx.lineTo(u.valToPos(dots.right, "x", true), y);
        ctx.stroke();
      }
      ctx.restore();
    };
  }

  function recoveryTimes(element, recovery) {
    const all = places(recovery);
    const xs = all.flatMap(dots => dots.points.map(p => p.x)).sort((a, b) => a - b);
    const column = flink => {
      const ys = new Map(all.filter(dots => dots.flink === flink).flatMap(dots => dots.points.map(p => [p.x, p.y])));
      return xs.map(x => ys.get(x) ?? null);
    };
    const options = {
      width: element.clientWidth,
      height: 380,
      padding: [16, 16, 0, 8],
      cursor: {drag: {x: false, y: false}},
      scales: {
        x: {time: false, range: [-0.5, recovery.faults.length - 0.5]},
        y: {range: (u, min, max) => [0, max * 1.08]},
      },
      series: [
        {label: "fault", value: (u, v) => v == null ? "-" : recovery.faults[Math.round(v)]},
        ...recovery.flinks.map((flink, i) => ({
          label: "Flink " + flink,
          stroke: seriesColor(i),
          paths: () => null,
          points: {show: true, size: 8, width: 2, stroke: seriesColor(i), fill: dotFill(i)},
          value: (u, v) => v == null ? "-" : seconds(v),
        })),
      ],
      axes: [
        axis({splits: () => recovery.faults.map((name, i) => i), values: () => recovery.faults, grid: {show: false}, rotate: -35, size: 90}),
        axis({values: (u, splits) => splits.map(s => s + " s"), size: 60, label: "recovery"}),
      ],
      legend: {markers: {width: 2, fill: (u, i) => dotFill(i - 1)}},
      hooks: {draw: [medians(all)]},
    };
    return new uPlot(options, [xs, ...recovery.flinks.map((flink, i) => column(i))], element);
  }

  function draw() {
    plots.forEach(plot => plot.destroy());
    plots = [];
    const place = document.getElementById("recovery");
    if (place) {
      plots.push(recoveryTimes(place, data.recovery));
    }
    data.runs.forEach((run, i) => {
      const element = document.getElementById("run-" + i);
      if (element) {
        plots.push(throughput(element, run));
      }
    });
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => plots.forEach(plot => plot.setSize({width: plot.root.parentElement.clientWidth, height: plot.height})));
})();
