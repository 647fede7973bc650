/** The page that shows a fleet live: {@link io.entrepot.monitor.page.Board} remembers, {@link io.entrepot.monitor.page.BoardJson} tells. */
package io.entrepot.monitor.page;
