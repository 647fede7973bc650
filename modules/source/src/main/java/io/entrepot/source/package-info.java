/**
 * The source agent: sends images into a fleet's interim topic, each block once, and can be stopped at any point and go
 * on.
 *
 * <p>This package has what others use ({@link io.entrepot.source.Agent}, {@link io.entrepot.source.Estimate} and their
 * settings and results) and what ties the parts together: which images are begun, resumed or left alone, and what is
 * done when a transaction fails. Reading ({@code lane}), computing ({@code cores}), deciding ({@code decide}), sending
 * ({@code publish}), the journal and the index have packages of their own. Nothing here knows what becomes of a block
 * at a destination, receipts excepted.
 */
package io.entrepot.source;
