/** Ports from the command line: an array, or one text with commas (`--ports=arm64,s390x`). */
export function portList(ports: string | readonly string[] | undefined): string[] {
  const list = typeof ports === 'string' ? [ports] : (ports ?? []);
  // A level may hold a comma of its own (arm/6,softfloat): such a port is an item of its own.
  const items = list.flatMap((item) =>
    item.includes('/') && list.length > 1 ? [item] : item.split(/,(?!hardfloat|softfloat|lse|crypto)/),
  );
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
