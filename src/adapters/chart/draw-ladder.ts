/** The ladder over time as a PNG: one stepped line a pair, rungs from the ground up, drawn by chart.js on a canvas without a browser. */
import { Canvas, GlobalFonts } from "@napi-rs/canvas";
import {
  Chart,
  type ChartConfiguration,
  type ChartItem,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Title,
} from "chart.js";
import type { DrawLadder, LadderChart } from "../../services/desk.ts";

/** In pixels: sharp on a phone, some 60 kB. */
const size = { width: 1200, height: 675 };
const background = "#ffffff";
const ink = "#333333";
const fontSize = 18;
/** Told apart by people with any colour vision (Okabe and Ito's palette, without its yellow, which is faint on white). */
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#7f7f7f"];
const dateTicks = 6;

/** Null where the machine has no font at all, as slim images do not: a chart without words says nothing. */
export function createDrawLadder(): DrawLadder | null {
  if (GlobalFonts.families.length === 0) return null;
  Chart.register(Legend, LinearScale, LineController, LineElement, PointElement, Title);
  return (ladder) => {
    const canvas = new Canvas(size.width, size.height);
    // chart.js asks for a browser's canvas; of it, it uses what this canvas has as well.
    const chart = new Chart(canvas as unknown as ChartItem, configurationOf(ladder));
    try {
      return new Uint8Array(canvas.toBuffer("image/png"));
    } finally {
      chart.destroy();
    }
  };
}

function configurationOf({ title, rungs, lines, dateOf }: LadderChart): ChartConfiguration<"line"> {
  const font = { size: fontSize };
  return {
    type: "line",
    data: {
      datasets: lines.map(({ label, points }, index) => ({
        label,
        data: points.map(({ at, rung }) => ({ x: at, y: rung })),
        borderColor: colours[index % colours.length] ?? ink,
        backgroundColor: colours[index % colours.length] ?? ink,
        borderWidth: 3,
        pointRadius: 6,
        stepped: "before",
        clip: false,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      color: ink,
      layout: { padding: 24 },
      plugins: {
        title: { display: true, text: title, color: ink, font: { size: fontSize + 6 } },
        legend: { position: "bottom", labels: { color: ink, font, usePointStyle: true, boxHeight: 10, padding: 18 } },
      },
      scales: {
        x: {
          type: "linear",
          ticks: { color: ink, font, maxTicksLimit: dateTicks, callback: (value) => dateOf(Number(value)) },
        },
        y: {
          type: "linear",
          min: 0,
          max: rungs.length - 1,
          ticks: { color: ink, font, stepSize: 1, callback: (value) => rungs[Number(value)] ?? "" },
        },
      },
    },
    plugins: [
      {
        id: "background",
        beforeDraw: ({ ctx }) => {
          ctx.save();
          ctx.fillStyle = background;
          ctx.fillRect(0, 0, size.width, size.height);
          ctx.restore();
        },
      },
    ],
  };
}
