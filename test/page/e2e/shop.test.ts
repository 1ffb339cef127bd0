// The shoppers' page in a browser. One service and one browser serve all of these, so that they start only once.
import './shop/words.js';
import './shop/field.js';
import './shop/understood.js';
import './shop/addresses.js';
import './shop/products.js';
import './shop/photo.js';
import './shop/ways-in.js';
import './shop/garments.js';
import './shop/touch.js';
import './shop/trouble.js';
import './shop/accessibility.js';
