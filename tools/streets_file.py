"""Writes a file of streets as other programs write them: PMTiles 3 by the library of its authors, tiles by mapbox-vector-tile,
named as Protomaps' basemap names things; gzip, zoom 0 to 14, more tiles than a root directory holds, so with leaf directories.

    pip install pmtiles mapbox-vector-tile
    python3 tools/streets_file.py OUT.pmtiles

The town does not exist: a grid of invented streets around 43.25 N 76.9 E with a river, parks, houses and quarters. Ends with 3 when
one of the two libraries is absent.
"""
import gzip
import math
import sys

try:
    import mapbox_vector_tile
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer
    from shapely.geometry import LineString, Point, Polygon, box
    from shapely.strtree import STRtree
except ImportError as absent:
    print(f"{absent}: pip install pmtiles mapbox-vector-tile", file=sys.stderr)
    sys.exit(3)

WEST, SOUTH, EAST, NORTH = 75.4, 41.9, 78.4, 44.6
EXTENT = 4096


def mercator(east, north):
    """Place in the square of the world, 0 to 1, from the upper left corner."""
    rad = math.radians(north)
    return (east + 180) / 360, (1 - math.asinh(math.tan(rad)) / math.pi) / 2


def shape(points, kind):
    return kind([mercator(*point) for point in points])


def town():
    """Everything there is: layer, tags, from which zoom on, shape."""
    made = [("earth", {"kind": "earth"}, 0, shape([(70, 38), (85, 38), (85, 50), (70, 50)], Polygon))]
    wave = [(WEST + i * 0.02, 43.31 + 0.02 * math.sin(i / 5)) for i in range(151)]
    banks = wave + [(east, north - 0.004) for east, north in reversed(wave)]
    made.append(("water", {"kind": "river", "name": "Ulgi"}, 6, shape(banks, Polygon)))
    for n in range(185):
        north = SOUTH + 0.0145 * (n + 1)
        tags = {"kind": "highway" if n % 23 == 0 else "major_road" if n % 5 == 0 else "minor_road",
                "name": f"Latitude Street {n}", "name:ru": f"Широтная улица {n}", "name:kk": f"Ендік көшесі {n}"}
        made.append(("roads", tags, 8 if n % 23 == 0 else 11 if n % 5 == 0 else 13, shape([(WEST, north), (EAST, north)], LineString)))
    for n in range(147):
        east = WEST + 0.0203 * (n + 1)
        tags = {"kind": "major_road" if n % 5 == 0 else "minor_road", "name": f"Longitude Street {n}", "name:ru": f"Долготная улица {n}"}
        made.append(("roads", tags, 10 if n % 5 == 0 else 13, shape([(east, SOUTH), (east, NORTH)], LineString)))
    made.append(("roads", {"kind": "rail"}, 9, shape([(WEST, 43.1), (76.9, 43.24), (EAST, 43.5)], LineString)))
    for n in range(60):
        east, north = WEST + 0.02 * (n + 2), 43.05 + 0.006 * n
        made.append(("landuse", {"kind": "park"}, 10, shape([(east, north), (east + .006, north), (east + .006, north + .004), (east, north + .004)], Polygon)))
    for row in range(40):
        for column in range(40):
            east, north = 76.86 + column * 0.002, 43.23 + row * 0.001
            corners = [(east, north), (east + .0009, north), (east + .0009, north + .0005), (east, north + .0005)]
            made.append(("buildings", {"kind": "building", "height": 9}, 14, shape(corners, Polygon)))
    made.append(("places", {"kind": "locality", "kind_detail": "city", "name": "Obrazec", "name:ru": "Образец", "name:kk": "Үлгі"}, 3, Point(*mercator(76.96, 43.27))))
    for n in range(12):
        made.append(("places", {"kind": "neighbourhood", "name": f"Quarter {n}"}, 12, Point(*mercator(76.82 + n * 0.015, 43.22 + n * 0.006))))
    return made


def tiles(made):
    """Every tile with something in it: zoom, column, row, its bytes."""
    tree = STRtree([it[3] for it in made])
    west, north = mercator(WEST, NORTH)
    east, south = mercator(EAST, SOUTH)
    for zoom in range(15):
        count = 1 << zoom
        for column in range(int(west * count), min(int(east * count) + 1, count)):
            for row in range(int(north * count), min(int(south * count) + 1, count)):
                x, y, side = column / count, row / count, 1 / count
                around = box(x - side / 64, y - side / 64, x + side * 65 / 64, y + side * 65 / 64)
                layers = {}
                for at in sorted(tree.query(around)):
                    layer, tags, least, form = made[at]
                    cut = form.intersection(around) if zoom >= least else None
                    if cut is not None and not cut.is_empty:
                        layers.setdefault(layer, []).append({"geometry": cut, "properties": tags})
                if layers:
                    options = {"quantize_bounds": (x, y, x + side, y + side), "extents": EXTENT, "y_coord_down": True}
                    drawn = [{"name": name, "features": of} for name, of in layers.items()]
                    yield zoom, column, row, gzip.compress(mapbox_vector_tile.encode(drawn, default_options=options), mtime=0)


def main(out):
    with open(out, "wb") as file:
        writer = Writer(file)
        for tile_id, data in sorted((zxy_to_tileid(z, x, y), data) for z, x, y, data in tiles(town())):
            writer.write_tile(tile_id, data)
        e7 = lambda degrees: round(degrees * 10_000_000)
        writer.finalize(
            {
                "tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": 0, "max_zoom": 14,
                "min_lon_e7": e7(WEST), "min_lat_e7": e7(SOUTH), "max_lon_e7": e7(EAST), "max_lat_e7": e7(NORTH),
                "center_zoom": 10, "center_lon_e7": e7(76.9), "center_lat_e7": e7(43.25),
            },
            {"attribution": "an invented town", "name": "Obrazec", "type": "baselayer",
             "vector_layers": [{"id": name, "fields": {}} for name in ("earth", "water", "landuse", "roads", "buildings", "places")]},
        )


if __name__ == "__main__":
    main(sys.argv[1])
