/** What a part serves over HTTP: its figures, whether it is well, and a page. */
package io.entrepot.monitor.http;
