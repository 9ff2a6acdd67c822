/**
 * The JPKI's own authorities, by SHA-256 of the certificate in DER (docs/verification.md, "Trust anchors").
 * The second generation (2019 to 2029) is missing until its fingerprints are at hand: pin it.
 */
export const PRODUCTION_AUTHORITIES: ReadonlySet<string> = new Set([
  // First generation, 2015 to 2025: for user authentication, and for digital signature.
  '4DCFC4CA0AAF9FB2A3081B3F0C991C320B3ACC008667A341EEAEC5AF1D58CA7D',
  '19645405A1FE14377434BD55957628AC4038557C542403A2243F21C706FC9355',
  // Third generation, 2023 to 2033: for user authentication, and for digital signature.
  '64114F29620C24ED2631D46476A040E7EE740D956089C00B036A6A8118C322B5',
  'D227F6CDE11D35C5252178F106F843D24651944975413B539FA2FB68DBFA365F',
]);
