/** User authentication PIN of a fresh simulated card, docs/simulator.md. */
export const SIMULATED_PIN = '1234';
/** Its signature password. */
export const SIMULATED_PASSWORD = 'ABC12345';
/** Its PIN for card information input. */
export const CARD_INFO_PIN = '5678';
