/**
 * Disk images as files: reading them without their zeros at the source ({@link io.entrepot.image.SourceImage},
 * {@link io.entrepot.image.PageScanner}), and writing them once, in order and durably at the destination
 * ({@link io.entrepot.image.Volume}, {@link io.entrepot.image.PartialFile}, {@link io.entrepot.image.DurableFile}).
 *
 * <p>Files are reached through descriptors of our own ({@link io.entrepot.image.DiskFile}) instead of the JDK's
 * channels, because an interrupt closes a channel, a channel cannot share extents, find holes or say which error number
 * it met, and names that come from afar have to be opened below a directory without following links. Linux only. What
 * the records say, which image comes next and when something is committed do not belong here.
 */
package io.entrepot.image;
