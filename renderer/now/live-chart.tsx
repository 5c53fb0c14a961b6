import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

const height = 34;

/** The last minute of one number as an area, oldest on the left. Its words stand beside it. */
export function LiveChart({ values, label }: { values: readonly number[]; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const drawn = useRef("");

  useEffect(() => {
    const place = element.current;
    if (place === null) return;
    const plot = new uPlot(optionsFor(place), [[], []], place);
    const observer = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
    observer.observe(place);
    chart.current = plot;
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = undefined;
      drawn.current = "";
    };
  }, []);

  useEffect(() => {
    if (element.current === null) return;
    const looks = [getComputedStyle(element.current).color, ...values].join(" ");
    if (looks === drawn.current) return; // as in a minute of nothing
    drawn.current = looks;
    chart.current?.setData([values.map((_, index) => index), [...values]]);
  }, [values]);

  return <div ref={element} className="chart" role="img" aria-label={label} />;
}

function optionsFor(place: HTMLElement): uPlot.Options {
  const colour = (): string => getComputedStyle(place).color; // the theme's, at each drawing
  return {
    width: Math.max(1, place.clientWidth),
    height,
    padding: [3, 0, 1, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
    series: [
      {},
      {
        stroke: colour,
        fill: () => `color-mix(in srgb, ${colour()} 18%, transparent)`,
        width: 1.5,
        points: { show: false },
      },
    ],
  };
}
