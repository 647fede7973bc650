/**
 * Looks into image formats, as far as a warning needs it: is something compressed or encrypted inside, does another file belong to it.
 *
 * <p>What does not belong here: reading a disk's content out of a format. Images are moved byte for byte.
 */
package io.entrepot.cli.format;
