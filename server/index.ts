/** The service's public names: an app without a port, a port, and both with everything behind them. */
export { createApp } from './app.js';
export type { AppOptions, Service } from './app.js';
export { startAnswering } from './answering/answering.js';
export type { Answering, AnsweringOptions } from './answering/answering.js';
export { listen } from './listen.js';
export type { Listening, ListenOptions } from './listen.js';
export { serve } from './serve.js';
export type { ServeOptions } from './serve.js';
export { SettingsFile, proxiesIn, readSettings } from './settings.js';
export type { GivenSettings, Settings, SettingsSources } from './settings.js';
