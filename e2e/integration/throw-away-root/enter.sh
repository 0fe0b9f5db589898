# Makes $1, an empty folder, the root of a system that starts as a copy of this one, and holds it. What changes there lies in
# memory: none of it reaches this system. Started by unshare, in namespaces of its own.
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/changes" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/changes,workdir=$1/work" "$1/root"
changes=$1/changes
cd "$1/root"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
for memory in tmp run mnt; do mount -t tmpfs tmpfs $memory; done
chmod 1777 tmp
mkdir mnt/changes mnt/old
mount --bind "$changes" mnt/changes
# Not chroot: Chromium's sandbox gets no namespaces there.
pivot_root . mnt/old
umount --lazy /mnt/old
echo ready
exec sleep infinity
