/** User authentication PIN of a fresh simulated card, docs/simulator.md. */
export const SIMULATED_PIN = '1234';
/** Its signature password. */
export const SIMULATED_PASSWORD = 'ABC12345';
