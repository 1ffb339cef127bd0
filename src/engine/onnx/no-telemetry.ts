/**
 * ONNX Runtime tells its makers over the network which models it runs (its POSIX builds since 1.29), and keeps a device id
 * in the user's cache folder, unless this variable says no. It is set when the library is loaded: only the main thread can
 * set it for all threads, and once a session has been made it is too late. A value of the user's own stays.
 */
process.env.ORT_DISABLE_TELEMETRY ??= '1';
