"""Planets: a symplectic integrator over five bodies."""
from libc.stdio cimport printf
from libc.math cimport sqrt
from libcythonplus.list cimport cyplist


cdef cypclass Body:
    double x
    double y
    double z
    double vx
    double vy
    double vz
    double mass

    __init__(self, double x, double y, double z, double vx, double vy, double vz, double mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * 365.24
        self.vy = vy * 365.24
        self.vz = vz * 365.24
        self.mass = mass * 39.47841760435743


cdef cypclass System:
    cyplist[Body] bodies

    __init__(self):
        cdef double px = 0.0
        cdef double py = 0.0
        cdef double pz = 0.0
        self.bodies = cyplist[Body]()
        sun = Body(0, 0, 0, 0, 0, 0, 1)
        self.bodies.append(sun)
        self.bodies.append(Body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
                                1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04))
        self.bodies.append(Body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
                                -2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04))
        self.bodies.append(Body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
                                2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05))
        self.bodies.append(Body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
                                2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05))
        for b in self.bodies:
            px += b.vx * b.mass
            py += b.vy * b.mass
            pz += b.vz * b.mass
        sun.vx = -px / 39.47841760435743
        sun.vy = -py / 39.47841760435743
        sun.vz = -pz / 39.47841760435743

    void advance(self, double dt):
        cdef double dx
        cdef double dy
        cdef double dz
        cdef double d2
        cdef double mag
        cdef int i
        cdef int j
        cdef int n = <int> self.bodies.__len__()
        cdef Body a
        cdef Body b
        for i in range(n):
            a = self.bodies[i]
            for j in range(i + 1, n):
                b = self.bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                d2 = dx * dx + dy * dy + dz * dz
                mag = dt / (d2 * sqrt(d2))
                a.vx -= dx * b.mass * mag
                a.vy -= dy * b.mass * mag
                a.vz -= dz * b.mass * mag
                b.vx += dx * a.mass * mag
                b.vy += dy * a.mass * mag
                b.vz += dz * a.mass * mag
        for a in self.bodies:
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz

    double energy(self):
        cdef double e = 0.0
        cdef double dx
        cdef double dy
        cdef double dz
        cdef int i
        cdef int j
        cdef int n = <int> self.bodies.__len__()
        cdef Body a
        cdef Body b
        for i in range(n):
            a = self.bodies[i]
            e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
            for j in range(i + 1, n):
                b = self.bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                e -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
        return e


cdef void run(int steps) nogil:
    cdef System system = System()
    cdef int i
    printf("%.9f\n", system.energy())
    for i in range(steps):
        system.advance(0.01)
    printf("%.9f\n", system.energy())


def main():
    with nogil:
        run(4000000)


if __name__ == "__main__":
    main()
