// The studio in a browser. One service and one browser serve all of these, so that they start only once.
import './studio/views.js';
import './studio/jobs.js';
import './studio/map.js';
import './studio/keys.js';
