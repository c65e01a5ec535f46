/** What is asked of a burst, wherever it is measured (commerce.md, profile D). */
export const SALE_KINDS = {
  verdictP50: { title: 'Verdict, p50', unit: 'ms' },
  verdictP99: { title: 'Verdict, p99', unit: 'ms', atMost: 300 },
  drawnP99: { title: '… of those in the draw, from its moment, p99', unit: 'ms' },
  unanswered: { title: 'Clients without a verdict', unit: '', atMost: 0 },
  oversold: { title: 'Units promised beyond what there is', unit: '', atMost: 0 },
  missing: { title: 'Units that nobody has, though somebody waits', unit: '', atMost: 0 },
  inDraw: { title: 'Clients in the draw', unit: '' },
} as const;
